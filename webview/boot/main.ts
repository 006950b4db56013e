import { startPanel } from './panel.ts';
import { registerControls } from '../kit/register.ts';

registerControls();
startPanel(document.body);
