// The form for bundlers: `createWidget` puts a widget on the page, and its core is an ordinary dynamic import.
import type { WidgetOptions } from './config.ts';
import { writeConfig } from './config.ts';
import { DeskbellWidget } from './deskbell-widget.ts';

/** Makes `<deskbell-widget>` known to the page; harmless when it is. */
export function defineWidget(): void {
  if (customElements.get('deskbell-widget')) return;
  DeskbellWidget.source = { origin: location.origin, load: () => import('./core/main.ts') };
  customElements.define('deskbell-widget', DeskbellWidget);
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
