// The colours of layers, in their order: told apart on light and on dark ground and by those who see fewer of them.
export const layerColours = ["#1b7f4d", "#b3590c", "#5b5bd6", "#a8326e", "#0b7285", "#7a6a00"] as const;
