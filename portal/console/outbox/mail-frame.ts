// A mail's HTML as its reader sees it. Scripts, forms and other sites are shut out by the frame's sandbox; the console's
// own policy, which the frame inherits, also refuses style attributes, so these travel as data and are set by the CSSOM.
import { html } from 'lit';
import { ConsoleElement } from '../elements/console-element.ts';

interface Policy {
  createHTML(html: string): unknown;
}

const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): Policy } }).trustedTypes;
const policy = factory?.createPolicy('deskbell', { createHTML: (text: string) => text });

/** `<db-mail-frame .mail .label>`: only for mails that Deskbell has written. */
class MailFrameElement extends ConsoleElement {
  static override properties = { mail: {}, label: {} };
  declare mail: string;
  declare label: string;

  protected override render() {
    const source = this.mail.replaceAll(' style="', ' data-style="');
    // Without allow-scripts nothing in the frame runs; the same origin lets the console set its styles.
    return html`<iframe
      class="mail-frame"
      title=${this.label}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerpolicy="no-referrer"
      .srcdoc=${policy?.createHTML(source) ?? source}
      @load=${this.#loaded}
    ></iframe>`;
  }

  #loaded = ({ target }: Event): void => {
    const page = (target as HTMLIFrameElement).contentDocument;
    for (const styled of page?.querySelectorAll<HTMLElement>('[data-style]') ?? []) {
      styled.style.cssText = styled.dataset['style'] ?? '';
    }
    // A link in the frame would otherwise open inside of it.
    for (const link of page?.links ?? []) Object.assign(link, { target: '_blank', rel: 'noopener noreferrer' });
  };
}

customElements.define('db-mail-frame', MailFrameElement);
