/** Raised whenever a message below changes its shape; both ends compare it in their first exchange. */
export const CONTRACT_VERSION = 10;
/** Of what VS Code keeps for a panel: a state of another version is not restored. */
export const PANEL_STATE_VERSION = 2;
