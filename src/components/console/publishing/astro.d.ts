/** For `tsc` alone: `astro check` knows each component's own type. */
declare module '*.astro' {
  const Component: import('astro/runtime/server/index.js').AstroComponentFactory;
  export default Component;
}
