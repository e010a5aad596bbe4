#include "eval/page_style.h"

namespace assay::eval {

const char* const kPageStyle = R"(
:root{--ink:#1c2430;--soft:#5b6675;--line:#d9dee6;--back:#fff;--panel:#f5f7fa;--p:#1f6feb;--r:#c2410c;--f:#6b7280;--bad:#b42318;--good:#18794e}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#9aa5b4;--line:#333b47;--back:#14181f;--panel:#1c222b;--p:#6ea8fe;--r:#ff9a62;--f:#9ca3af;--bad:#ff8f85;--good:#5cc795}}
*{box-sizing:border-box}body{margin:0 auto;max-width:1180px;padding:28px 24px 80px;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
h1{font-size:26px;margin:0 0 4px}h2{font-size:19px;margin:40px 0 10px}h3{font:600 15px ui-monospace,monospace;margin:26px 0 6px}
p{margin:4px 0}.soft{color:var(--soft)}.bad{color:var(--bad)}.good{color:var(--good)}
.cards{display:flex;flex-wrap:wrap;gap:12px;margin:18px 0}.card{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:10px 16px;min-width:130px}
.card b{display:block;font-size:24px;font-variant-numeric:tabular-nums}.card span{color:var(--soft);font-size:13px}
.plot{width:100%;max-width:900px;height:auto}.plot text{fill:var(--soft);font-size:12px}.grid{stroke:var(--line)}.mark{stroke:var(--soft);stroke-dasharray:4 4}
.line{fill:none;stroke-width:2}.line.p{stroke:var(--p)}.line.r{stroke:var(--r)}.line.f{stroke:var(--f);stroke-dasharray:2 3}.dot.p{fill:var(--p)}.dot.r{fill:var(--r)}.dot.f{fill:var(--f)}
.spark{width:70px;height:20px}.bar{width:70px;height:9px;vertical-align:middle;margin-right:8px}.back{fill:var(--line)}rect.p{fill:var(--p)}rect.r{fill:var(--r)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px}th,td{padding:5px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;white-space:nowrap}
thead th{background:var(--panel);position:sticky;top:0}th button{all:unset;cursor:pointer;font-weight:600}th button:focus-visible{outline:2px solid var(--p)}th[aria-sort=ascending] button::after{content:" \25B2"}th[aria-sort=descending] button::after{content:" \25BC"}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.w{white-space:normal}a{color:var(--p)}
input{font:inherit;color:inherit;background:var(--back);border:1px solid var(--line);border-radius:6px;padding:5px 10px;margin:0 0 10px;width:280px}
.place{font:13px/1.55 ui-monospace,monospace;margin:3px 0;overflow-wrap:anywhere}.place mark{background:none;color:var(--bad);font-weight:700}.place .why{color:var(--soft)}
)";

const char* const kPageScript = R"(
for (const table of document.querySelectorAll('table.sorts')) {
  const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0];
  heads.forEach((head, column) => head.querySelector('button').addEventListener('click', () => {
    const up = head.getAttribute('aria-sort') !== 'ascending', way = up ? 1 : -1;
    const key = row => row.cells[column].dataset.v ?? row.cells[column].textContent;
    const number = head.classList.contains('n');
    heads.forEach(other => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    [...body.rows].sort((a, b) => way * (number ? key(a) - key(b) : key(a).localeCompare(key(b)))).forEach(row => body.append(row));
  }));
}
const filter = document.getElementById('filter');
filter?.addEventListener('input', () => {
  for (const row of document.getElementById('detectors').tBodies[0].rows)
    row.hidden = !row.cells[0].textContent.includes(filter.value.trim().toLowerCase());
});
)";

}  // namespace assay::eval
