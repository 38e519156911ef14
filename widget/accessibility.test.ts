import { sendKeys, setViewport } from '@web/test-runner-commands';
import type axeCore from 'axe-core';
import 'axe-core';
import { expect } from 'chai';
import type { DeskbellWidget } from './deskbell-widget.ts';
import { message, threadOf, ticketRow, useFakeDesk } from './testing/fake-desk.ts';
import { click, find, openWidget, placeWidget, query, treeOf, until } from './testing/page.ts';

const desk = useFakeDesk();
/** The package is a script of old: it brings a global. */
const { axe } = window as unknown as { axe: typeof axeCore };

async function expectNoViolations(widget: DeskbellWidget): Promise<void> {
  // Colours are measured as they stay, not while the panel fades in.
  await Promise.all(
    treeOf(widget)
      .getAnimations()
      .map(({ finished }) => finished),
  );
  const { violations } = await axe.run(widget, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // The page around the widget is the test runner's.
    rules: { region: { enabled: false } },
  });
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found).to.deep.equal([]);
}

function prepare(): void {
  localStorage.setItem('deskbell:pk_test', JSON.stringify({ visitor: 'x'.repeat(43) }));
  desk().tickets = [ticketRow({ unread: true, status: 'resolved' })];
  const team = message(2, { from: 'team', authorName: 'Mara', text: 'Try this.' });
  const status = { kind: 'status' as const, number: 3, from: 'open' as const, to: 'resolved' as const };
  const entries = [message(1), team, { ...status, createdAt: '2026-11-20T10:00:03.000Z' }];
  desk().threads.set('t1', threadOf({ status: 'resolved', can: { reply: true, confirm: true, rate: true } }, entries));
}

for (const theme of ['light', 'dark'] as const) {
  for (const locale of ['en', 'ar']) {
    describe(`axe, ${theme}, ${locale}`, () => {
      it('finds nothing at home, in the form with its problems, and in a thread', async () => {
        prepare();
        const widget = await openWidget({ theme, locale });
        await find(widget, 'button.row');
        await expectNoViolations(widget);
        await widget.open('new');
        await click(widget, '[type=submit]');
        await find(widget, '.summary');
        await expectNoViolations(widget);
        await widget.open({ ticket: 't1' });
        (await find<HTMLInputElement>(widget, '.score input')).click();
        await find(widget, '.rating [type=submit]');
        await expectNoViolations(widget);
      });
    });
  }
}

describe('by keyboard alone', () => {
  const focused = (widget: DeskbellWidget) => treeOf(widget).activeElement;
  const press = (key: string) => sendKeys({ press: key });

  it('a message is written and sent, and Escape leads back to the launcher', async () => {
    const widget = placeWidget();
    await find(widget, '.root.shown');
    await press('Tab');
    expect(focused(widget)?.className).to.equal('launcher');
    await press('Enter');
    await until(() => focused(widget)?.id === 'deskbell-title');
    await press('Tab');
    expect(focused(widget)?.ariaLabel).to.equal('Close');
    await press('Tab');
    await press('Enter');
    await until(() => query(widget, 'form.form') && focused(widget)?.id === 'deskbell-title');
    await press('Tab');
    await press('Tab');
    await sendKeys({ type: 'Broken strap' });
    await press('Tab');
    await sendKeys({ type: 'It came off.' });
    await press('Tab');
    await press('Tab');
    await sendKeys({ type: 'ana@example.com' });
    await press('Enter');
    await find(widget, '.log', 'It came off.');
    await until(() => focused(widget)?.id === 'deskbell-title');
    await press('Escape');
    await until(() => focused(widget)?.className === 'launcher');
    expect(query(widget, 'dialog[open]') === undefined).to.equal(true);
  });

  it('leaves the panel at its end, since it stands beside the page', async () => {
    const after = document.body.appendChild(document.createElement('button'));
    const widget = await openWidget();
    document.body.append(after);
    await until(() => focused(widget)?.id === 'deskbell-title');
    for (let presses = 0; presses < 10 && document.activeElement === widget; presses += 1) await press('Tab');
    expect(document.activeElement === widget).to.equal(false);
    after.remove();
  });
});

describe('on a small screen', () => {
  afterEach(() => setViewport({ width: 800, height: 600 }));

  it('fills the screen as a modal dialog, and stands beside the page again when there is room', async () => {
    await setViewport({ width: 360, height: 700 });
    const widget = await openWidget();
    const dialog = await find<HTMLDialogElement>(widget, 'dialog');
    await until(() => dialog.matches(':modal'));
    await Promise.all(dialog.getAnimations().map(({ finished }) => finished));
    const { width, height } = dialog.getBoundingClientRect();
    expect([width, height]).to.deep.equal([360, 700]);
    await setViewport({ width: 800, height: 700 });
    await until(() => dialog.open && !dialog.matches(':modal'));
  });

  it('needs no sideways scrolling at 320 px', async () => {
    prepare();
    desk().tickets = [ticketRow({ subject: 'Donaudampfschifffahrtsgesellschaftskapitänsmütze'.repeat(3) })];
    await setViewport({ width: 320, height: 568 });
    const widget = await openWidget();
    for (const target of ['list', 'new', { ticket: 't1' }] as const) {
      await widget.open(target);
      const body = await find(widget, '.body:not(.skeleton)');
      expect(body.scrollWidth).to.be.at.most(320);
    }
  });

  it('gives every button a target of 44 px', async () => {
    prepare();
    await setViewport({ width: 360, height: 700 });
    const widget = await openWidget();
    for (const target of ['list', 'new', { ticket: 't1' }] as const) {
      await widget.open(target);
      await find(widget, '.body:not(.skeleton)');
      for (const button of treeOf(widget).querySelectorAll<HTMLElement>('.panel button, .panel input, .panel select')) {
        expect(button.getBoundingClientRect().height, button.outerHTML).to.be.at.least(44);
      }
    }
  });
});

describe('the accent', () => {
  /** As it is painted, whatever notation it was written in. */
  function painted(color: string): [number, number, number] {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  }
  function luminance(color: string): number {
    const [red, green, blue] = painted(color).map((byte) => {
      const part = byte / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  it('keeps 4.5:1 under its text for every hue and lightness, light and dark', async () => {
    const widget = placeWidget({ accent: 'red', position: 'end' });
    const button = await find(widget, '.launcher');
    for (const theme of ['light', 'dark'] as const) {
      (await find(widget, '.root')).dataset['theme'] = theme;
      for (let hue = 0; hue < 360; hue += 15) {
        for (const lightness of [5, 25, 45, 55, 65, 80, 98]) {
          (await find(widget, '.root')).style.setProperty('--own-accent', `hsl(${hue} 100% ${lightness}%)`);
          const { backgroundColor, color } = getComputedStyle(button);
          const [dark, light] = [luminance(backgroundColor), luminance(color)].sort((a, b) => a - b) as [
            number,
            number,
          ];
          expect((light + 0.05) / (dark + 0.05), `${theme} hsl(${hue} 100% ${lightness}%)`).to.be.at.least(4.5);
        }
      }
    }
  });
});
