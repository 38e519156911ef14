import { expect } from 'chai';

/** Relative luminance of a colour as the browser resolves it, by WCAG 2. */
function luminance(name: string): number {
  const probe = document.createElement('div');
  document.body.append(probe);
  probe.style.setProperty('color', `var(--${name})`);
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  if (canvas === null) throw new Error('no canvas');
  canvas.fillStyle = getComputedStyle(probe).color;
  canvas.fillRect(0, 0, 1, 1);
  probe.remove();
  const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['surface-0', 'surface-1', 'surface-2', 'surface-3'];
const texts = ['text', 'text-muted', 'danger', 'warning', 'success', 'info', 'accent-strong'];

for (const theme of ['light', 'dark']) {
  describe(`the ${theme} tokens`, () => {
    before(async () => {
      document.documentElement.dataset['theme'] = theme;
      const sheet = Object.assign(document.createElement('link'), {
        rel: 'stylesheet',
        href: '/portal/styles/tokens.css',
      });
      const loaded = new Promise((resolve) => sheet.addEventListener('load', resolve));
      document.head.append(sheet);
      await loaded;
    });

    for (const text of texts) {
      it(`let ${text} be read on every ground`, () => {
        for (const ground of [...grounds, 'note-soft', 'accent-soft']) {
          expect(contrast(text, ground), ground).to.be.at.least(4.5);
        }
      });
    }

    it('let a meaning be read on its own soft ground, and what stands on a fill', () => {
      for (const name of ['danger', 'warning', 'success', 'info']) {
        expect(contrast(name, `${name}-soft`), name).to.be.at.least(4.5);
      }
      expect(contrast('on-accent', 'accent')).to.be.at.least(4.5);
      expect(contrast('on-danger', 'danger')).to.be.at.least(4.5);
      for (const ground of grounds.slice(0, 3)) expect(contrast('accent', ground), ground).to.be.at.least(4.5);
    });

    it('let the edge of a field be seen', () => {
      for (const ground of grounds.slice(0, 2)) expect(contrast('line-strong', ground), ground).to.be.at.least(3);
    });
  });
}
