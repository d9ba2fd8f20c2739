/** Ids of a survey made from the codes of another program, which may have other letters. */
import { isSurveyPartId } from '../surveys/soundness.ts';

const lengthMax = 40;

/** Gives each code an id that is free in its list, and remembers which codes changed. */
export function idGiver() {
  const changed: string[] = [];
  return {
    /** `Q_1 → q-1` */
    changed: changed as readonly string[],
    /** @param stem of an id where the code has no usable letter */
    list(stem: string): (code: string) => string {
      const taken = new Set<string>();
      return (code) => {
        const id = freeId(idOf(code, stem), taken);
        taken.add(id);
        if (id !== code) changed.push(`${code} → ${id}`);
        return id;
      };
    },
  };
}

function idOf(code: string, stem: string): string {
  const plain = code.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/đ/gi, 'd');
  const words = plain.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  const started = /^[A-Za-z]/.test(words) ? words : `${stem}${words}`;
  const id = (started.charAt(0).toLowerCase() + started.slice(1)).slice(0, lengthMax);
  return isSurveyPartId(id) ? id : stem;
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted.slice(0, lengthMax - 4)}-${number}`;
  return id;
}
