// Mermaid as one script: the frame it runs in is nobody's origin, and a module would ask for leave.
import mermaid from "mermaid";

globalThis.mermaid = mermaid;
