/** The accessibility statement: what is accessible, what is not yet, and where to report obstacles. docs/accessibility.md says how it is checked. */
import { page, type Reply } from '../../access/web/reply.ts';
import { open, type PageContext, type Routes } from '../../access/web/routes.ts';
import { catalogue } from '../../platform/text/catalogue.ts';

export interface AccessibilityOptions {
  /** Where obstacles are reported: `mailto:…` or `https://…`; undefined: the office at its counter. */
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
