import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/**
 * Defines the form controls as `kit-…` elements. The one file that names the library behind them. Call it while the
 * page loads: the library reads the theme at the window's `load` event and never again until the body's class changes.
 */
export function registerControls(): void {
  provideVSCodeDesignSystem()
    .withPrefix('kit')
    .register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());
}
