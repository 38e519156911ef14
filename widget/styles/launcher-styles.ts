// Styles that come with the loader: the ground that the page cannot disturb, the accent in legible lightness, and the
// launcher. Kept short on purpose: every page view pays for it.
//
// The accent is clamped in lightness so that white or near-black text on it reaches 4.5:1 for every hue: below 0.62 it
// is darkened to at most 0.55 under white text, above it is lifted to at least 0.7 under dark text.

const step = 'clamp(0,(l - .62)*1e9,1)';
const solid = `calc((1 - ${step})*min(l,.55) + ${step}*max(l,.7)) c h`;
const onSolid = `calc(1 - ${step}*.82) 0 0`;
const brand = 'oklch(from var(--brand) ';

export const launcherStyles = `:host{all:initial;font-family:inherit;display:contents}
:host([hidden]){display:none}
.root{--brand:var(--deskbell-accent,var(--own-accent,oklch(.52 .1 195)));
--accent:light-dark(${brand}${solid}),${brand}max(l,.74) c h));
--on-accent:var(--deskbell-on-accent,light-dark(${brand}${onSolid}),#0b1618));
--danger:var(--deskbell-danger,light-dark(#b3261e,#ff8a7f));
color-scheme:light dark;font-size:14px;line-height:22px;font-family:var(--deskbell-font,inherit)}
[data-theme=light]{color-scheme:light}
[data-theme=dark]{color-scheme:dark}
.float{position:fixed;z-index:var(--deskbell-z-index,9999);
inset-block-end:var(--deskbell-offset-block,16px);inset-inline-end:var(--deskbell-offset-inline,16px)}
.float[data-position=start]{inset-inline:var(--deskbell-offset-inline,16px) auto}
.launcher{display:grid;place-items:center;position:relative;width:56px;height:56px;cursor:pointer;font:inherit;
border:1px solid transparent;border-radius:50%;background:var(--accent);color:var(--on-accent);
box-shadow:0 4px 16px #0003;opacity:0;transition:opacity .18s}
.shown>.launcher{opacity:1}
.shown>.launcher[aria-busy]{opacity:.7}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
svg{width:26px;fill:none;stroke:currentcolor;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
.badge{position:absolute;top:-4px;inset-inline-end:-4px;min-width:20px;padding:1px 0;border-radius:11px;
background:var(--danger);color:light-dark(#fff,#200);font:600 12px/20px system-ui}
.out{display:block;padding:12px;margin-bottom:12px;border:1px solid;border-radius:9px;background:Canvas;color:CanvasText}
.open>.launcher{visibility:hidden}
[hidden],.badge:empty,.out:empty{display:none}
@media(prefers-reduced-motion){.launcher{transition:none}}
@media print{:host{display:none}}`;
