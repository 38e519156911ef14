// What the script tag brings: the element, the `deskbell` function with everything that was called before, and the core
// that is fetched later with its integrity checked.
import { DeskbellWidget } from './deskbell-widget.ts';
import { takeCalls } from './queue.ts';
import type { CoreModule } from './shell.ts';

/** Filled in by the build: the core's file beside this script, and its integrity. */
declare const __DESKBELL_CORE__: readonly [file: string, integrity: string];

const script = document.currentScript as HTMLScriptElement;
let loading: Promise<CoreModule> | undefined;
let attempt = 0;

async function importChecked(): Promise<CoreModule> {
  const [file, integrity] = __DESKBELL_CORE__;
  // A browser may remember a failure by its address: another attempt asks by another one.
  const { href } = new URL(file + (attempt > 0 ? `?${attempt}` : ''), script.src);
  attempt += 1;
  const link = document.createElement('link');
  // The import takes the checked module from the page's module map, so it has to come after.
  await new Promise((resolve, reject) => {
    Object.assign(link, { rel: 'modulepreload', crossOrigin: '', integrity, nonce: script.nonce, href });
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });
  return (await import(/* @vite-ignore */ href)) as CoreModule;
}

function load(): Promise<CoreModule> {
  loading ??= importChecked();
  loading.catch(() => (loading = undefined));
  return loading;
}

function start(): void {
  if (!customElements.get('deskbell-widget')) {
    DeskbellWidget.source = { origin: new URL(script.src).origin, load };
    customElements.define('deskbell-widget', DeskbellWidget);
    takeCalls();
  }
  if (!script.dataset.key) return;
  const widget = document.createElement('deskbell-widget');
  // The element reads the same names with `data-`.
  Object.assign(widget.dataset, script.dataset);
  const append = () => document.body.append(widget);
  // An async script can be faster than the page's own markup.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', append);
  else append();
}

start();
