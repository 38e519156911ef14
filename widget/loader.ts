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

/** Puts a checked module into the page's module map, where an import that comes after finds it. */
function preload(href: string, integrity: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    const { nonce } = script;
    Object.assign(link, { rel: 'modulepreload', crossOrigin: '', integrity, nonce, href });
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });
}

async function importChecked(): Promise<CoreModule> {
  const [file, integrity] = __DESKBELL_CORE__;
  // A browser may remember a failure by its address: another attempt asks by another one.
  const { href } = new URL(file + (attempt > 0 ? `?${attempt}` : ''), script.src);
  attempt += 1;
  await preload(href, integrity);
  return (await import(/* @vite-ignore */ href)) as CoreModule;
}

function load(): Promise<CoreModule> {
  loading ??= importChecked();
  loading.catch(() => (loading = undefined));
  return loading;
}

function start(): void {
  if (!customElements.get('deskbell-widget')) {
    DeskbellWidget.source = { origin: new URL(script.src).origin, load, preload };
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
