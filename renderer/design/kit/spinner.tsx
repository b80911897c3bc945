import styles from './spinner.module.css'

/** Something is going on, and nobody knows how long. `label` where nothing beside it says so. */
export const Spinner = ({ label }: { readonly label?: string }) => (
  <span
    className={styles['spinner']}
    {...(label === undefined ? { 'aria-hidden': true } : { role: 'status', 'aria-label': label })}
  />
)
