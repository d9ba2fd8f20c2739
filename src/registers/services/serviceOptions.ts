/** Options of a form field: one of the services, or none in particular. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Service } from './service.ts';

/** @param any label of the option for no particular service */
export function serviceOptions(services: readonly Service[], any: string, language: PageLanguage) {
  return [
    { value: '', label: any },
    ...services.map(({ id, name }) => ({ value: id, label: inLanguage(name, language) })),
  ];
}
