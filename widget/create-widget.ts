// The form for bundlers: `createWidget` puts a widget on the page, and its core is an ordinary dynamic import.
import type { WidgetOptions } from './config.ts';
import { writeConfig } from './config.ts';
import { DeskbellWidget } from './deskbell-widget.ts';
import { takeCalls } from './queue.ts';

/** Makes `<deskbell-widget>` and the `deskbell` function known to the page; harmless when they are. */
export function defineWidget(): void {
  if (customElements.get('deskbell-widget')) return;
  DeskbellWidget.source = { origin: location.origin, load: () => import('./core/main.ts') };
  customElements.define('deskbell-widget', DeskbellWidget);
  takeCalls();
}

/**
 * Puts a widget on the page.
 *
 * @param options what the attributes of the element say
 * @param parent where it stands; of importance for `position: 'inline'` alone
 * @returns the element, whose methods are the verbs; `destroy()` takes it away again
 */
export function createWidget(options: WidgetOptions, parent: Element = document.body): DeskbellWidget {
  defineWidget();
  const widget = document.createElement('deskbell-widget');
  writeConfig(widget, options);
  return parent.appendChild(widget);
}
