/** XML as a tree, for tests that look at what the program writes. */
import { Parser } from 'saxen';

export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

/** @throws Error when it is not well-formed */
export function xmlTree(xml: string): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new Parser();
  parser.on('openTag', (name, attributes) => {
    const node: XmlNode = { name, attributes: { ...attributes() }, children: [], text: '' };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on('text', (text, decoded) => {
    open.at(-1)!.text += decoded(text);
  });
  parser.on('closeTag', () => {
    open.pop();
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.parse(xml);
  return root.children[0]!;
}

export function all(node: XmlNode, name: string): XmlNode[] {
  return [...(node.name === name ? [node] : []), ...node.children.flatMap((child) => all(child, name))];
}
