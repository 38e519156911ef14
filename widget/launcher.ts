// The launcher and the ground that the panel later stands on, built with plain DOM calls: it comes before Lit, and a
// page with Trusted Types lets no markup be parsed.
import { launcherNames, type ChosenLocale } from './launcher-words.ts';
import { launcherStyles } from './styles/launcher-styles.ts';

export interface Launcher {
  /** Holds launcher and panel; carries direction, theme and position. */
  root: HTMLElement;
  button: HTMLButtonElement;
  setOpen(isOpen: boolean): void;
  setUnread(count: number): void;
  /** Shows a plain link to the portal, which still works when the panel does not load; null takes it away. */
  setWayOut(address: string | null): void;
  settle(locale: ChosenLocale, theme: string | null, isInline: boolean): void;
  /** Takes colour and side as far as they are known. */
  wear(accent: string | undefined, position: string | undefined): void;
  /** Lets the launcher be seen; it can be clicked before. */
  reveal(): void;
}

const bubble = 'M21 11.5a8.5 8 0 0 1-12.3 7.2L3 20.5l1.9-5A8.5 8 0 1 1 21 11.5ZM8.5 10h7M8.5 13.5h4.5';

/** Draws into a new shadow root of the element. */
export function buildLauncher(element: HTMLElement): Launcher {
  const shadow = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherStyles);
  shadow.adoptedStyleSheets = [sheet];

  const root = make(shadow, 'div', 'root');
  const { classList, dataset } = root;
  const wayOut = make(root, 'a', 'out');
  wayOut.target = '_blank';
  const button = make(root, 'button', 'launcher');
  button.ariaHasPopup = 'dialog';
  const svg = (parent: Element, tag: string, name: string, value: string): Element => {
    const node = parent.appendChild(document.createElementNS('http://www.w3.org/2000/svg', tag));
    node.setAttribute(name, value);
    return node;
  };
  svg(svg(button, 'svg', 'viewBox', '0 0 24 24'), 'path', 'd', bubble);
  const badge = make(button, 'span', 'badge');

  let name: string;
  const describe = (unread: string): void => {
    badge.textContent = unread;
    button.ariaLabel = unread ? `${name} (${unread})` : name;
  };

  const reveal = () => classList.add('shown');

  return {
    root,
    button,
    setOpen(isOpen) {
      classList.toggle('open', isOpen);
      button.ariaExpanded = String(isOpen);
    },
    setUnread(count) {
      describe(count > 9 ? '9+' : String(count || ''));
    },
    setWayOut(address) {
      wayOut.href = address ?? '';
      // Its name and its host are understood in every language.
      wayOut.textContent = address && name + ': ' + wayOut.host;
    },
    settle({ language, tag, dir }, theme, isInline) {
      root.lang = tag;
      root.dir = dir;
      dataset.theme = theme ?? '';
      classList.toggle('float', !isInline);
      name = launcherNames[language] ?? '';
      describe(badge.textContent);
    },
    wear(accent, position) {
      if (accent) root.style.setProperty('--own-accent', accent);
      if (position) dataset.position = position;
      if (accent && position) reveal();
    },
    reveal,
  };
}

function make<Tag extends 'div' | 'a' | 'button' | 'span'>(
  parent: Node,
  tag: Tag,
  name: string,
): HTMLElementTagNameMap[Tag] {
  const element = parent.appendChild(document.createElement(tag));
  element.className = name;
  element.setAttribute('part', name);
  return element;
}
