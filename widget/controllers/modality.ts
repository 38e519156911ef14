// The panel as a dialog: beside the page where there is room, over it on small screens, where the platform then holds
// focus and hides the page. Follows the screen as it turns, and the keyboard as it comes up.

const small = matchMedia('(max-width: 639.98px), (max-height: 439.98px)');

export interface Modality {
  show(): void;
  hide(): void;
  end(): void;
}

/** Keeps one dialog in the right mode while it is open. */
export function keepModality(dialog: HTMLDialogElement): Modality {
  const life = new AbortController();
  const { signal } = life;
  const fit = (): void => {
    // A keyboard covers the page without changing its height; only the visual viewport tells.
    const viewport = visualViewport;
    if (!viewport || !dialog.open) return;
    dialog.style.setProperty('--visible-height', `${viewport.height}px`);
    dialog.style.setProperty('--visible-top', `${viewport.offsetTop}px`);
  };
  const show = (): void => {
    if (dialog.open) return;
    if (small.matches) dialog.showModal();
    else dialog.show();
    fit();
  };
  small.addEventListener(
    'change',
    () => {
      if (!dialog.open) return;
      const root = dialog.getRootNode() as ShadowRoot;
      const focused = root.activeElement as HTMLElement | null;
      dialog.close();
      show();
      focused?.focus();
    },
    { signal },
  );
  visualViewport?.addEventListener('resize', fit, { signal });
  visualViewport?.addEventListener('scroll', fit, { signal });
  return { show, hide: () => dialog.close(), end: () => life.abort() };
}
