/** The accessibility statement: what everybody can use, what not yet, and whom to tell. docs/accessibility.md says how it is checked. */
import { page, type Reply } from '../../access/web/reply.ts';
import { open, type PageContext, type Routes } from '../../access/web/routes.ts';
import { catalogue } from '../../platform/text/catalogue.ts';

export interface AccessibilityOptions {
  /** Who is told of obstacles: `mailto:…` or `https://…`; undefined: the office at its counter. */
  readonly accessibilityContact?: string | undefined;
}

const accessibilityTexts = catalogue('app/accessibility');

export const accessibilityRoutes: Routes<AccessibilityOptions> = {
  'GET /accessibility': open(openAccessibility),
};

function openAccessibility({ language }: PageContext, { accessibilityContact }: AccessibilityOptions): Reply {
  const t = accessibilityTexts[language];
  return page('app/home/accessibility', { title: t.title }, { t, contactUrl: accessibilityContact });
}
