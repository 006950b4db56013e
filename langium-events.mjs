// What Langium's parser needs of the protocol of language servers: events and cancelling. The bundles have this in place of
// the whole protocol, which would be a tenth of them.
export { CancellationToken, CancellationTokenSource } from './node_modules/vscode-jsonrpc/lib/common/cancellation.js';
export { Emitter } from './node_modules/vscode-jsonrpc/lib/common/events.js';
export { ResponseError } from './node_modules/vscode-jsonrpc/lib/common/messages.js';

/** Of requests, which are never made. */
export const LSPErrorCodes = Object.freeze({
  RequestCancelled: -32800,
  ServerCancelled: -32802,
  RequestFailed: -32803,
});
