// The widget's own small copy of the desk's names for colours and sizes, in light and dark. A page sets the documented
// `--deskbell-*` properties; everything else follows from here. The accent itself comes with the loader.
import { css } from 'lit';

export const tokens = css`
  .root {
    --surface-1: var(--deskbell-surface, light-dark(oklch(1 0 0), oklch(0.215 0.013 250)));
    --surface-2: light-dark(oklch(0.965 0.005 230), oklch(0.265 0.014 250));
    --surface-3: light-dark(oklch(0.935 0.007 230), oklch(0.31 0.015 250));
    --text: var(--deskbell-text, light-dark(oklch(0.25 0.018 245), oklch(0.935 0.006 240)));
    --text-muted: var(--deskbell-muted, light-dark(oklch(0.46 0.018 245), oklch(0.76 0.012 240)));
    --line: var(--deskbell-border, light-dark(oklch(0.9 0.007 235), oklch(0.34 0.014 250)));
    --line-strong: light-dark(oklch(0.63 0.012 240), oklch(0.55 0.014 245));
    --accent-strong: light-dark(oklch(from var(--brand) min(l, 0.46) c h), oklch(from var(--brand) max(l, 0.82) c h));
    --accent-soft: light-dark(
      oklch(from var(--brand) 0.945 min(c, 0.03) h),
      oklch(from var(--brand) 0.32 min(c, 0.045) h)
    );
    --danger-soft: light-dark(oklch(0.95 0.022 25), oklch(0.295 0.055 25));
    --danger-text: var(--deskbell-danger, light-dark(oklch(0.48 0.18 27), oklch(0.78 0.13 25)));
    --info: light-dark(oklch(0.52 0.14 255), oklch(0.755 0.11 252));
    --warning: light-dark(oklch(0.52 0.115 65), oklch(0.81 0.13 78));
    --success: light-dark(oklch(0.5 0.12 150), oklch(0.78 0.135 152));
    --radius: var(--deskbell-radius, 16px);
    --radius-control: min(10px, var(--radius));
    --shadow: 0 12px 40px light-dark(oklch(0.3 0.03 240 / 0.22), oklch(0 0 0 / 0.5));
    --quick: 120ms ease-out;
  }
  @media (prefers-reduced-motion: reduce) {
    .root {
      --quick: 0ms;
    }
  }
`;
