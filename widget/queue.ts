// The one global: `deskbell(verb, ...args)`. Calls that were queued by the stub before the loader came, or that find no
// widget on the page yet, wait; nothing is dropped.
import type { DeskbellWidget } from './deskbell-widget.ts';
import { followOpeners } from './openers.ts';

export type Verb =
  | 'open'
  | 'close'
  | 'toggle'
  | 'show'
  | 'hide'
  | 'identify'
  | 'reset'
  | 'update'
  | 'setContext'
  | 'prefill'
  | 'on'
  | 'ready'
  | 'consent'
  | 'destroy';
type Verbs = Pick<DeskbellWidget, Verb>;

/** The function on the page; while no widget stands a call returns nothing and waits. */
export interface Deskbell {
  <Name extends Verb>(verb: Name, ...args: Parameters<Verbs[Name]>): ReturnType<Verbs[Name]> | undefined;
  /** Filled by the stub, before this script came. */
  q?: ArrayLike<unknown>[];
}

declare global {
  interface Window {
    deskbell?: Deskbell;
  }
  interface HTMLElementTagNameMap {
    'deskbell-widget': DeskbellWidget;
  }
}

type AnyVerbs = Record<Verb, (...args: unknown[]) => unknown>;

/** Installs the function, hands over what waits as soon as a widget is ready, and leads custom launchers to it. */
export function takeCalls(): void {
  const waiting = Array.from(window.deskbell?.q ?? [], (args) => Array.from(args));
  let widget: DeskbellWidget | undefined;

  const call = ([verb, ...args]: unknown[]): unknown => (widget as unknown as AnyVerbs)[verb as Verb](...args);
  window.deskbell = ((...args: unknown[]) => (widget?.isConnected ? call(args) : void waiting.push(args))) as Deskbell;

  // Capturing comes before the widget's own listeners, so that a queued `on('ready')` still hears this very event.
  document.addEventListener(
    'deskbell-ready',
    ({ target }) => {
      if (!widget?.isConnected) widget = target as DeskbellWidget;
      for (const args of waiting.splice(0)) {
        try {
          call(args);
        } catch (cause) {
          // A wrong call is the page's to see, and no reason to lose the others.
          reportError(cause);
        }
      }
    },
    true,
  );
  followOpeners((opener, target) => void widget?.toggle(target, opener));
}
