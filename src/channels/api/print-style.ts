/** One sheet of style for a roll of 80 mm and for A4: what does not fit beside each other stands below each other. */
export const printStyle = `:root{color-scheme:light}*{box-sizing:border-box}@page{margin:4mm}
body{margin:0 auto;padding:12px;max-width:190mm;background:#fff;color:#000;font:13px/1.4 system-ui,sans-serif;overflow-wrap:anywhere}
.top{display:flex;flex-wrap:wrap;justify-content:space-between;gap:8px 16px;align-items:flex-start}.top>div{flex:1 1 38mm}.business{font-weight:600}
.number{font-size:34px;line-height:1.1;font-weight:800;margin:2px 0}.qr{flex:0 0 auto!important;text-align:center;font-size:11px}.qr svg{display:block;width:30mm;height:30mm;margin:0 auto}
h2{font-size:13px;margin:14px 0 4px;border-bottom:1px solid #000;padding-bottom:2px}p{margin:2px 0}.quiet{color:#444}
dl{margin:2px 0;display:grid;grid-template-columns:minmax(22mm,auto) 1fr;gap:1px 8px}dt{color:#444}dd{margin:0;white-space:pre-line}
ul{list-style:none;margin:0;padding:0}.line{padding:5px 0;border-bottom:1px dashed #999;break-inside:avoid}.part{padding-left:12px}.row{display:flex;justify-content:space-between;gap:8px}.row>:last-child{white-space:nowrap}
.name{font-weight:600}ul+.row{margin-top:6px}.sum{font-weight:800;font-size:15px}.tick{display:flex;gap:6px;break-inside:avoid}.pre{white-space:pre-line}
@media (max-width:100mm){body{padding:4px;font-size:12px}dl{grid-template-columns:1fr}dt{margin-top:3px}.number{font-size:30px}}`
