import { expect } from 'chai';
import type { Deskbell } from './queue.ts';
import { useFakeDesk } from './testing/fake-desk.ts';
import { find, placeWidget, query, until } from './testing/page.ts';

useFakeDesk();

describe('the deskbell function', () => {
  it('keeps what was called before the widget came, in order, and forgets nothing when one call is wrong', async () => {
    const said: string[] = [];
    const wrong: unknown[] = [];
    const { reportError } = window;
    window.reportError = (cause) => void wrong.push(cause);
    // What the documented stub leaves behind.
    const stub = ((...args: unknown[]) => void (stub.q ??= []).push(args)) as unknown as Deskbell & { q?: unknown[][] };
    window.deskbell = stub;
    window.deskbell('on', 'ready', () => said.push('ready'));
    (window.deskbell as (verb: string) => void)('dance');
    window.deskbell('prefill', { subject: 'From the stub' });
    void window.deskbell('open', 'new');

    const widget = placeWidget();
    const field = await find<HTMLInputElement>(widget, '[name=subject]');
    await until(() => field.value === 'From the stub');
    expect(said).to.deep.equal(['ready']);
    expect(wrong.length).to.equal(1);
    window.reportError = reportError;
  });

  it('answers what the verb answers once the widget stands', async () => {
    const widget = placeWidget();
    await widget.ready();
    const heard: number[] = [];
    const stop = window.deskbell?.('on', 'unread', (event) =>
      heard.push((event as CustomEvent<{ count: number }>).detail.count),
    );
    widget.dispatchEvent(new CustomEvent('deskbell-unread', { detail: { count: 3 } }));
    (stop as () => void)();
    widget.dispatchEvent(new CustomEvent('deskbell-unread', { detail: { count: 4 } }));
    expect(heard).to.deep.equal([3]);
  });

  it('waits again after the widget was destroyed, for the one that comes next', async () => {
    const first = placeWidget();
    await first.ready();
    window.deskbell?.('destroy');
    window.deskbell?.('hide');
    const second = placeWidget();
    await until(() => query(second, '.launcher')?.hidden === true);
  });
});
