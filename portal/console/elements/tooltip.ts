// One tooltip for the whole page: any element with data-tip gets it on hover and on keyboard focus, with the shortcut
// of data-keys. It repeats what the accessible name says, so screen readers do not hear it twice.

const delayMs = 350;

/** Starts the tooltip of the page. */
export function startTooltips(): void {
  const tip = document.createElement('div');
  tip.className = 'tooltip';
  tip.popover = 'manual';
  tip.setAttribute('aria-hidden', 'true');
  document.body.append(tip);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let anchor: HTMLElement | null = null;

  const hide = (): void => {
    clearTimeout(timer);
    anchor = null;
    if (tip.matches(':popover-open')) tip.hidePopover();
  };
  const plan = (target: EventTarget | null, waitMs: number): void => {
    const next = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
    if (next === anchor) return;
    hide();
    if (next === null || (next.dataset['tip'] ?? '') === '') return;
    anchor = next;
    timer = setTimeout(() => {
      if (next.isConnected && next.getAttribute('aria-expanded') !== 'true') show(tip, next);
    }, waitMs);
  };

  document.addEventListener('pointerover', (event) => event.pointerType !== 'touch' && plan(event.target, delayMs));
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element && target.matches(':focus-visible')) plan(target, 0);
    else hide();
  });
  document.addEventListener('focusout', hide);
  document.addEventListener('pointerdown', hide, true);
  document.addEventListener('scroll', hide, true);
  document.addEventListener('keydown', hide, true);
}

function show(tip: HTMLElement, anchor: HTMLElement): void {
  const keys = (anchor.dataset['keys'] ?? '').split(' ').filter((key) => key !== '');
  tip.replaceChildren(
    anchor.dataset['tip'] ?? '',
    ...keys.map((key) => Object.assign(document.createElement('kbd'), { textContent: key })),
  );
  tip.showPopover();
  const at = anchor.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const above = at.bottom + height + 8 > innerHeight;
  const left = Math.min(Math.max(8, at.left + at.width / 2 - width / 2), innerWidth - width - 8);
  tip.style.setProperty('left', `${left}px`);
  tip.style.setProperty('top', `${above ? at.top - height - 6 : at.bottom + 6}px`);
}
