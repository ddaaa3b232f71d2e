// What the tensors of the Universal Sentence Encoder lite are called at their source.

const applied = "module_apply_default/Encoder_en/KonaTransformer/Encode";
const variables = "module/Encoder_en/KonaTransformer/Encode";
const whole = "ConcatPartitions/concat";

const norm = (name, at) => ({
  name,
  gain: `${at}/layer_prepostprocess/layer_norm/layer_norm_scale/${whole}`,
  bias: `${at}/layer_prepostprocess/layer_norm/layer_norm_bias/${whole}`,
});

function layer(at) {
  const inLayer = `Layer_${at}/TransformerLayer`;
  const transform = (name, of) => ({
    name: `layers.${at}.${name}`,
    weights: `${variables}/${inLayer}/MultiheadAttention/${of}_transform_single/kernel/part_0`,
    biases: `${applied}/${inLayer}/MultiheadAttention/${of}_transform_single/bias/${whole}`,
  });
  const feedForward = (name, of) => ({
    name: `layers.${at}.${name}`,
    weights: `${applied}/TransformerStack/${inLayer}/FFN/${of}/Tensordot/Reshape_1`,
    biases: `${applied}/${inLayer}/FFN/${of}/bias/${whole}`,
  });
  return {
    norms: [
      norm(`layers.${at}.norm`, `${applied}/${inLayer}`),
      norm(`layers.${at}.wideningNorm`, `${applied}/${inLayer}/FFN`),
    ],
    matrices: [
      transform("attention", "qkv"),
      transform("attended", "output"),
      feedForward("widening", "conv1"),
      feedForward("narrowing", "conv2"),
    ],
  };
}

const layers = [layer(0), layer(1)];

export const heads = 4;
export const pieces = "module/Embeddings_en";
export const frequencies = `${applied}/TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`;
export const norms = layers.flatMap((one) => one.norms);
export const matrices = [
  ...layers.flatMap((one) => one.matrices),
  {
    name: "layers.0.detour",
    weights: `${applied}/Layer_0/TransformerLayer/dense/kernel/${whole}`,
    biases: `${applied}/Layer_0/TransformerLayer/dense/bias/${whole}`,
  },
  {
    name: "output",
    weights: "module/Encoder_en/hidden_layers/tanh_layer_0/weights",
    biases: "module/Encoder_en/hidden_layers/tanh_layer_0/bias",
  },
];
