/**
 * The page sent under overload: rendered in advance, in every language, with its style inline so that it fetches
 * nothing.
 */
import { createHash } from 'node:crypto';
import { languages } from '../text/catalogue.ts';
import { layoutTexts } from '../web/texts.ts';

const [first, ...others] = languages.map((language) => ({ language, ...layoutTexts[language] }));

export const busyText = [first!, ...others].map(({ busy }) => `${busy}\n`).join('');

/** Colours and fonts of `public/pages.css`. */
export const busyStyle = `:root{color-scheme:light dark;--ink:#17212b;--ground:#f3f6f8;--brand:#0b5568;--line:#c9d2da}
@media(prefers-color-scheme:dark){:root{--ink:#e8eef2;--ground:#10181f;--brand:#7fd0e2;--line:#3b4853}}
body{margin:0;font:1.0625rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;color:var(--ink);background:var(--ground)}
header,main{max-width:38rem;margin:0 auto;padding:1rem}
header{font-weight:700;color:var(--brand)}
h1{font-size:1.5rem;line-height:1.25}
h2{font-size:1.15rem}
div{margin-top:1.5rem;border-top:1px solid var(--line)}`;

/** Allows this style and nothing else. */
export const busyPolicy = `default-src 'none';style-src 'sha256-${createHash('sha256').update(busyStyle).digest('base64')}'`;

export const busyHtml = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${[first!, ...others].map(({ busyTitle }) => busyTitle).join(' / ')}</title>
<style>${busyStyle}</style>
</head>
<body>
<header>Lắng Nghe</header>
<main>
<h1>${first!.busyTitle}</h1>
<p>${first!.busy}</p>
${others
  .map(
    ({ language, busyTitle, busy }) => `<div lang="${language}">
<h2>${busyTitle}</h2>
<p>${busy}</p>
</div>`,
  )
  .join('\n')}
</main>
</body>
</html>
`;
