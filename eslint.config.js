// Rules for the scripts in planner/static/js and for our own tools; how they are laid out is prettier's business.
import js from "@eslint/js";
import importX from "eslint-plugin-import-x";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["planner/static/js/**/*.js"],
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "module",
      globals: globals.browser,
    },
    plugins: { "import-x": importX },
    rules: {
      "import-x/no-cycle": "error",
      "import-x/no-unresolved": "error",
      "no-unused-vars": "error",
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["tools/**/*.js"],
    languageOptions: { globals: globals.node },
    rules: { "no-unused-vars": "error", "prefer-const": "error", eqeqeq: "error" },
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
];
