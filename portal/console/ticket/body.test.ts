import { expect } from 'chai';
import { html, render } from 'lit';
import type { Block } from '#shared/messages/nodes.ts';
import { messageBody } from './body.ts';

function shown(blocks: Block[]): HTMLElement {
  const box = document.createElement('div');
  render(html`${messageBody(blocks)}`, box);
  return box;
}

describe('messageBody', () => {
  it('shows markup that somebody typed as text', () => {
    const typed = '<img src=x onerror="marker=1"><script>marker=1</script>';
    const box = shown([
      { t: 'p', c: [typed, { t: 'b', c: [typed] }] },
      { t: 'code', text: typed },
    ]);
    expect(box.querySelector('img, script')).to.equal(null);
    expect(box.textContent.split(typed)).to.have.length(4);
  });

  it('tells a linked site nothing', () => {
    const link = shown([{ t: 'p', c: [{ t: 'a', href: 'https://shop.example/', c: ['shop'] }] }]).querySelector('a');
    expect(link?.rel).to.equal('noopener noreferrer nofollow');
    expect(link?.target).to.equal('_blank');
  });

  it('keeps lists, quotes and breaks', () => {
    const box = shown([
      { t: 'ol', start: 3, items: [['three'], ['four']] },
      { t: 'quote', blocks: [{ t: 'p', c: ['said', { t: 'br' }, 'again'] }] },
    ]);
    expect(box.querySelector('ol')?.start).to.equal(3);
    expect(box.querySelectorAll('li')).to.have.length(2);
    expect(box.querySelector('blockquote br')).not.to.equal(null);
  });
});
