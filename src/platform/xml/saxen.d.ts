/** The part of saxen that the program uses; the package has no types. */
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag', take: (name: string, attributes: () => Record<string, string>) => void): this;
    on(event: 'closeTag', take: (name: string) => void): this;
    on(event: 'text', take: (text: string, decoded: (text: string) => string) => void): this;
    on(event: 'cdata' | 'attention', take: (text: string) => void): this;
    on(event: 'error' | 'warn', take: (error: Error) => void): this;
    parse(xml: string): void;
    stop(): void;
  }
}
