import { parsed, whole } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { daysTyped, fromKinds, retentionBounds, type RetentionKind } from './retention.ts';
import { retentionTexts } from './texts.ts';

type RetentionTexts = (typeof retentionTexts)['vi'];

/** Days for each kind of data, and the version of the settings when the page was opened. */
export const retentionForm = form(retentionTexts, fromKinds(daysOf), { hidden: { version: whole() } });

function daysOf(kind: RetentionKind) {
  const { min, max } = retentionBounds[kind];
  return parsed(20, (typed) => daysTyped(kind, typed), {
    label: (t: RetentionTexts) => t.kinds[kind].what,
    hint: (t) => t.bounds({ min, max }),
    inputmode: 'numeric',
    wrong: (t) => t.error({ min, max }),
  });
}
