/** What the demo answers while it is filled: a page that asks again by itself, without any script. */
import type { RequestListener } from 'node:http';
import { busyPolicy, busyStyle } from '../../src/platform/gate/busyPage.ts';
import type { Step } from './fillDemo.ts';

const steps: readonly (readonly [Step, string, string])[] = [
  ['forms', 'lập phiếu minh họa', 'making up forms'],
  ['log', 'ghi sổ và tổng hợp', 'logging and counting'],
  ['publications', 'công bố kết quả', 'publishing results'],
];
const againSeconds = 1;

/** @param stepNow the step that is being carried out */
export function fillingPage(stepNow: () => Step): RequestListener {
  return (_req, res) => {
    res.writeHead(503, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': busyPolicy,
      'Cache-Control': 'no-store',
      'Retry-After': String(againSeconds),
      Refresh: String(againSeconds),
    });
    res.end(html(steps.findIndex(([step]) => step === stepNow())));
  };
}

function html(at: number): string {
  const [, vi, en] = steps[at]!;
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Đang lập bản minh họa / The demo is being filled</title>
<style>${busyStyle}</style>
</head>
<body>
<header>Lắng Nghe</header>
<main>
<h1>Đang lập bản minh họa</h1>
<p>Bước ${at + 1}/${steps.length}: ${vi}. Trang tự mở khi xong, sau vài giây.</p>
<div lang="en">
<h2>The demo is being filled</h2>
<p>Step ${at + 1} of ${steps.length}: ${en}. The page opens by itself when it is done, in some seconds.</p>
</div>
</main>
</body>
</html>
`;
}
