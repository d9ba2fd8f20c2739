/** Writes the structure tree of a tagged PDF along with its content, as PDF/UA-1 (ISO 14289-1) requires. */
import type { Tag } from './tag.ts';

/** A picture, with what is read in its place. */
export interface Figure {
  readonly role: 'Figure';
  readonly alt: string;
  /** Left, top, right and bottom edge, in points from the upper left corner of the page. */
  readonly bbox: readonly [number, number, number, number];
}

export interface StructureWriter {
  /** What is drawn from now on belongs to it. */
  enter(tag: Tag | Figure): void;
  endPage(): void;
  /** The document is complete. */
  end(): void;
}

interface OpenElement {
  readonly tag: Tag | Figure;
  readonly element: PDFKit.PDFStructureElement;
}

export function structureWriter(document: PDFKit.PDFDocument): StructureWriter {
  const root = document.struct('Document');
  document.addStructure(root);
  /** The last element and those that contain it, the outermost first. */
  const open: OpenElement[] = [];
  let current: Tag | Figure | undefined;
  let close = (): void => {};

  function elementOf(tag: Tag | Figure): PDFKit.PDFStructureElement {
    const path = pathTo(tag);
    const same = path.findIndex((one, depth) => open[depth]?.tag !== one);
    for (const { element } of open.splice(same === -1 ? path.length : same)) element.end();
    for (const one of path.slice(open.length)) {
      const element = structOf(document, one);
      (open.at(-1)?.element ?? root).add(element);
      open.push({ tag: one, element });
    }
    return open.at(-1)!.element;
  }

  function leave(): void {
    close();
    close = () => {};
    current = undefined;
  }

  return {
    enter(tag) {
      if (tag === current) return;
      leave();
      current = tag;
      if (tag.role === 'Artifact') {
        document.markContent('Artifact', { type: 'Layout' });
        close = () => document.endMarkedContent();
        return;
      }
      const element = elementOf(tag);
      const content = document.markStructureContent(tag.role);
      close = () => {
        document.endMarkedContent();
        element.add(content);
      };
    },
    endPage() {
      leave();
      writeParents(document);
    },
    end: () => root.end(),
  };
}

function pathTo(tag: Tag | Figure): readonly (Tag | Figure)[] {
  return 'within' in tag && tag.within ? [...pathTo(tag.within), tag] : [tag];
}

/** The types of pdfkit lack the scope, the box and the dictionary of an element. */
function structOf(document: PDFKit.PDFDocument, tag: Tag | Figure): PDFKit.PDFStructureElement {
  const { role } = tag;
  if (role === 'Figure') {
    const { alt, bbox } = tag;
    const options = { alt, bbox };
    return document.struct(role, options);
  }
  const { language, scope, columns } = tag;
  const element = document.struct(role, { ...(language !== undefined && { lang: language }) });
  if (scope !== undefined || columns !== undefined) {
    const { dictionary } = element as unknown as { dictionary: { data: Record<string, unknown> } };
    dictionary.data['A'] = {
      O: 'Table',
      ...(scope && { Scope: scope }),
      ...(columns && { ColSpan: columns }),
    };
  }
  return element;
}

/** What the types of pdfkit do not show. */
interface Internals {
  readonly page: { readonly structParentTreeKey: number };
  ref(data: object): { end(): void };
  getStructParentTree(): { get(key: number): object; add(key: number, value: object): void };
}

/** Writes to which element each content of the page belongs, so that elements need not be held until the document ends. */
function writeParents(document: PDFKit.PDFDocument): void {
  const inner = document as unknown as Internals;
  const [tree, key] = [inner.getStructParentTree(), inner.page.structParentTreeKey];
  const parents = inner.ref(tree.get(key));
  parents.end();
  tree.add(key, parents);
}
