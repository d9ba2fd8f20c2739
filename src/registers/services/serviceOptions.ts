/** Services to choose one of, or none in particular, in a field of a form. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Service } from './service.ts';

/** @param any what the choice of no service in particular is called */
export function serviceOptions(services: readonly Service[], any: string, language: PageLanguage) {
  return [
    { value: '', label: any },
    ...services.map(({ id, name }) => ({ value: id, label: inLanguage(name, language) })),
  ];
}
