// A label as a chip: the colour as a dot, so that the word keeps its contrast on any colour a workspace may choose.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { cssVars } from './css-vars.ts';

/** The label with its name. */
export function labelChip(label: { name: string; colour: string }): TemplateResult {
  return html`<span class="label-chip" ${cssVars({ '--label': label.colour })}
    ><span class="dot" aria-hidden="true"></span><span class="cut">${label.name}</span></span
  >`;
}

/** The dot alone, for lists where the name stands beside it. */
export function labelDot(colour: string): TemplateResult {
  return html`<span class="dot" aria-hidden="true" ${cssVars({ '--label': colour })}></span>`;
}
