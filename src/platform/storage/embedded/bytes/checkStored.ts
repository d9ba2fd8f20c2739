/** Refuses well-formed BSON that must not be stored: names that queries could not reach, or would read as operators. */
import { refusal } from '../storeError.ts';
import { type Value, fieldsOf, isContainer } from './value.ts';

export function checkStored(value: Value): void {
  if (!isContainer(value)) return;
  for (const field of fieldsOf(value)) {
    if (field.name.startsWith('$'))
      throw refusal(`the field name ${field.name} (beginning with $) in a document`);
    if (field.name.includes('.')) throw refusal(`the field name ${field.name} (with a dot) in a document`);
    checkStored(field.value);
  }
}
