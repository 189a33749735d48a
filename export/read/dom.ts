/** The part of linkedom's document model that the export uses; the project is checked without the browser's types. */
import { DOMParser, parseHTML } from "linkedom";

/** An element of a page or a formula. */
export interface Element {
  readonly localName: string;
  readonly children: ArrayLike<Element> & Iterable<Element>;
  readonly childNodes: Iterable<Element>;
  readonly parentElement: Element | null;
  readonly nextElementSibling: Element | null;
  readonly previousElementSibling: Element | null;
  readonly classList: { add(name: string): void; contains(name: string): boolean };
  id: string;
  textContent: string;
  innerHTML: string;
  outerHTML: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
  append(...nodes: (Element | string)[]): void;
  prepend(...nodes: (Element | string)[]): void;
  before(...nodes: (Element | string)[]): void;
  replaceWith(...nodes: (Element | string)[]): void;
  remove(): void;
}

interface Document {
  readonly body: Element;
  readonly documentElement: Element;
}

/** Parses the inside of a page's body. */
export function parseBody(html: string): Element {
  return (parseHTML(`<!DOCTYPE html><html><body>${html}</body></html>`) as unknown as { document: Document }).document
    .body;
}

/** Parses well-formed XML. */
export function parseXml(xml: string): Element {
  return (new DOMParser().parseFromString(xml, "text/xml") as unknown as Document).documentElement;
}
