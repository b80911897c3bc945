import { strings } from '../strings/en/index.ts'
import styles from './carry-bar.module.css'
import { describePlace, useCarry } from './carry.ts'
import { useCarryKeys } from './carry-keys.ts'

/** What is carried by keys, where it would go, and the keys for it; seen by those who look, announced to the others. */
export const CarryBar = () => {
  useCarryKeys()
  const carry = useCarry((state) => state)
  if (!carry) return null
  return (
    <div className={styles['bar']} aria-hidden="true">
      <span className={styles['what']}>{carry.item.look.words}</span>
      <span className={styles['where']}>{describePlace(carry)}</span>
      <span className={styles['keys']}>{strings.board.drag.keys}</span>
    </div>
  )
}
