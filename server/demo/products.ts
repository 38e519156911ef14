// What the sample shop sells.
import type { Drawing } from './art.ts';

export interface Product {
  slug: string;
  name: string;
  kind: string;
  price: string;
  drawing: Drawing;
  text: string;
  facts: readonly (readonly [what: string, value: string])[];
}

export const products: readonly Product[] = [
  {
    slug: 'fjell-3',
    name: 'Fjell 3',
    kind: 'Tent for three',
    price: '€ 489',
    drawing: 'tent',
    text: 'Stands in six minutes, also in wind. Two doors, so that nobody climbs over anybody.',
    facts: [
      ['Weight', '2.9 kg'],
      ['Packed', '48 × 17 cm'],
      ['Water column', '5,000 mm'],
    ],
  },
  {
    slug: 'ridge-45',
    name: 'Ridge 45',
    kind: 'Backpack',
    price: '€ 189',
    drawing: 'pack',
    text: 'Carries a week and sits like a jacket. The back adjusts while you walk.',
    facts: [
      ['Volume', '45 litres'],
      ['Weight', '1.4 kg'],
      ['Back length', '42 to 54 cm'],
    ],
  },
  {
    slug: 'nordlicht',
    name: 'Nordlicht',
    kind: 'Sleeping bag',
    price: '€ 329',
    drawing: 'bag',
    text: 'Warm down to −9 °C, and it packs smaller than a loaf of bread.',
    facts: [
      ['Comfort', '−3 °C'],
      ['Weight', '980 g'],
      ['Filling', 'recycled down'],
    ],
  },
  {
    slug: 'kestrel',
    name: 'Kestrel',
    kind: 'Stove',
    price: '€ 69',
    drawing: 'stove',
    text: 'A litre boils in three minutes. Folds flat into the pot.',
    facts: [
      ['Weight', '84 g'],
      ['Power', '2.8 kW'],
      ['Works with', 'screw cartridges'],
    ],
  },
  {
    slug: 'skarn',
    name: 'Skarn',
    kind: 'Hiking boots',
    price: '€ 239',
    drawing: 'boot',
    text: 'Stiff enough for scree, soft enough for the road home. Soles can be renewed.',
    facts: [
      ['Weight', '620 g a boot'],
      ['Sizes', '36 to 48'],
      ['Sole', 'can be replaced'],
    ],
  },
  {
    slug: 'trond',
    name: 'Trond',
    kind: 'Rain jacket',
    price: '€ 279',
    drawing: 'jacket',
    text: 'Three layers, no noise. The hood turns with your head.',
    facts: [
      ['Weight', '410 g'],
      ['Water column', '20,000 mm'],
      ['Sizes', 'XS to XXL'],
    ],
  },
];
