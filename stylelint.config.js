// Rules for the stylesheets; how they are laid out is prettier's business.
export default {
  extends: "stylelint-config-standard",
  reportDescriptionlessDisables: true,
  reportInvalidScopeDisables: true,
  reportNeedlessDisables: true,
  rules: {
    // Only with the reason beside it: /* stylelint-disable-next-line declaration-no-important -- why */
    "declaration-no-important": true,
    // The kernels of older WeChat don't know (width <= 767.98px).
    "media-feature-range-notation": "prefix",
    // Rules of one component stand together, its parts in the order of the page; the order of files is the cascade.
    "no-descending-specificity": null,
    // Safari and WeChat know these only with their prefix.
    "property-no-vendor-prefix": [
      true,
      { ignoreProperties: ["text-size-adjust", "user-select", "print-color-adjust", "box-orient", "line-clamp"] },
    ],
    // Names of fonts and of SVG keep their capitals.
    "value-keyword-case": ["lower", { camelCaseSvgKeywords: true, ignoreProperties: ["--font"] }],
  },
};
