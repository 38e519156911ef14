// Sets custom properties of an element through the CSSOM: the strict policy refuses style attributes.
import { noChange } from 'lit';
import type { ElementPart } from 'lit';
import { Directive, directive } from 'lit/directive.js';

class CssVarsDirective extends Directive {
  override render(_vars: Readonly<Record<`--${string}`, string>>): symbol {
    return noChange;
  }

  override update(part: ElementPart, [vars]: [Readonly<Record<`--${string}`, string>>]): symbol {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(vars)) style.setProperty(name, value);
    return noChange;
  }
}

/** `<span ${cssVars({ '--label': colour })}>` */
export const cssVars = directive(CssVarsDirective);
