import { useEffect, useState } from 'react'
import styles from './still.module.css'

/** A picture of the library. The one before it stays until this one can be shown. */
export const Still = ({ src, name }: { readonly src: string; readonly name: string }) => {
  const [shown, setShown] = useState(src)
  useEffect(() => {
    let isWanted = true
    const image = new Image()
    image.src = src
    // What cannot be decoded is shown all the same: the page then says what it is.
    const show = () => isWanted && setShown(src)
    image.decode().then(show, show)
    return () => {
      isWanted = false
    }
  }, [src])
  return <img className={styles['still']} src={shown} alt={name} draggable={false} />
}
