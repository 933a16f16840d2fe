// What the build makes of evidence/sources.yaml: the citation of each key and id.

declare module 'virtual:evidence-sources' {
  const citations: Readonly<Record<string, string>>;
  export default citations;
}
