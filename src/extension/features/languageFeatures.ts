import type { Disposable } from '../listeners.ts';
import { Owner } from '../listeners.ts';
import type { ProtocolTexts } from '../protocolTexts.ts';
export function registerLanguageFeatures(_texts: ProtocolTexts): Disposable {
  return new Owner();
}
