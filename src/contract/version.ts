/** Raised whenever a message below changes its shape; both ends compare it in their first exchange. */
export const CONTRACT_VERSION = 2;
