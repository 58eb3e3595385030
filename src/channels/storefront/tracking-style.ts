import { brandOf } from '#domain/identity/brand.ts'

/** The look of the pages that customers see without scripts: one column, light and dark, the business's colour on its head alone. */
export function trackingStyle(color: string | null): string {
  const { ground, ink } = brandOf(color)
  return `:root{color-scheme:light dark;--brand:${ground};--ink:${ink};--text:#1a1b1e;--quiet:#495057;--page:#f4f5f7;--card:#fff;--line:#d5d9de;--done:#1b7a3d;--now:#0b5fb0}
@media (prefers-color-scheme:dark){:root{--text:#eceef1;--quiet:#b4bac2;--page:#131417;--card:#1d1f23;--line:#3a3e45;--done:#5fcf85;--now:#6fb6ff}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
.head{background:var(--brand);color:var(--ink)}.head>div{max-width:40rem;margin:auto;padding:.875rem 1rem;display:flex;align-items:center;gap:.75rem;font-weight:600}
.head img{max-height:40px;max-width:140px;object-fit:contain;background:#fff;border-radius:6px;padding:3px}
main,footer{max-width:40rem;margin:auto;padding:1rem}h1{font-size:1.125rem;margin:0;font-weight:600;color:var(--quiet)}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem;margin-top:1rem}h2{font-size:1rem;margin:0 0 .75rem}
.words{font-size:1.75rem;line-height:1.25;font-weight:700;margin:.25rem 0}.quiet{color:var(--quiet)}p{margin:.25rem 0}
.facts{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:.75rem 0 0}.facts dt{color:var(--quiet)}.facts dd{margin:0}
ol,ul{list-style:none;margin:0;padding:0}.phase+.phase{margin-top:1rem}.phase>h3{font-size:.875rem;margin:0 0 .25rem;color:var(--quiet);font-weight:600}
.step{position:relative;padding:.25rem 0 .25rem 2rem;color:var(--quiet)}
.step::before{content:"";position:absolute;left:.375rem;top:.6rem;width:.75rem;height:.75rem;border-radius:50%;border:2px solid var(--quiet);background:var(--card);box-sizing:border-box;z-index:1}
.step::after{content:"";position:absolute;left:.6875rem;top:.9rem;bottom:-.9rem;border-left:2px solid var(--line)}.step:last-child::after{display:none}
.step.done{color:var(--text)}.step.done::before{background:var(--done);border-color:var(--done)}.step.done::after{border-color:var(--done)}
.step.now{color:var(--text);font-weight:700}.step.now::before{border-color:var(--now);border-width:4px}
.item{padding:.625rem 0;border-top:1px solid var(--line)}.item:first-child{border:0;padding-top:0}.item.part{padding-left:1rem}.row{display:flex;justify-content:space-between;gap:1rem}.row>:last-child{white-space:nowrap}
.badge{display:inline-block;border:1px solid var(--line);border-radius:99px;padding:0 .625rem;font-size:.875rem}
.sums{border-top:1px solid var(--line);margin-top:.75rem;padding-top:.75rem}.sum{font-weight:700;font-size:1.125rem}
.answers{margin:0}.answers dt{color:var(--quiet);font-size:.875rem}.answers dd{margin:0 0 .5rem;white-space:pre-line}.item .answers{margin-top:.375rem}
a{color:inherit}.offer{display:block;padding:.75rem 1rem;border-radius:8px;background:var(--brand);color:var(--ink);font-weight:600;text-align:center;text-decoration:none}.offer:focus-visible{outline:3px solid var(--now);outline-offset:2px}li+li>.offer{margin-top:.5rem}footer{color:var(--quiet);font-size:.875rem}.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.plain{max-width:40rem;margin:15vh auto;padding:0 1rem}.plain h1{font-size:1.5rem;color:var(--text)}`
}
