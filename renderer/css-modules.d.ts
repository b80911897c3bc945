/** A style sheet of one component: its class names, made unique by the build. */
declare module '*.module.css' {
  const styles: Readonly<Record<string, string>>
  // Vite gives the class names as the default export.
  export default styles
}

declare module '*.css'
