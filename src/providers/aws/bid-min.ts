/** EC2 takes no bid below this: nothing is that cheap. */
export const bidMin = 0.001;
