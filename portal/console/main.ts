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
// Code and language come side by side; the page is made when both are there, so that no word flashes in another language.
await Promise.all([startLanguage(), import('./app/console-app.ts')]);
document.body.append(document.createElement('deskbell-console'));
