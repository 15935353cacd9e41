// Stands for what is left out of Mermaid: ELK (EPL, 1.5 MB) and KaTeX, which needs fonts of its own.
export default class LeftOut {
  constructor() {
    throw new Error("This layout is not part of the house.");
  }
}
