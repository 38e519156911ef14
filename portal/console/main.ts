// The console's entry: the choices of this browser first, so that nothing flashes, then the page.
import { followLinks } from './app/place.ts';
import { startTooltips } from './elements/tooltip.ts';
import { startLanguage } from './shell/language.ts';
import { startShortcuts } from './shell/shortcuts.ts';
import { startTheme } from './shell/theme.ts';
import './shell/toasts.ts';

startTheme();
followLinks();
startShortcuts();
startTooltips();
await startLanguage();
await import('./app/console-app.ts');
